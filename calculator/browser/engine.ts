// Attaches calculator modules to their forms.
//
// # The contract with the page
//
// The page is complete without this script: the worked-out table and the formula in words, sources, limits. All words
// are in the page or in its description. For each calculator:
//
//   <section data-calculator="NAME" data-title="…" data-engine="URL of this script">   any number of them;
//                                               with data-with="URL" of a script that comes with this one
//     <script type="application/json">…           the Description of description.ts
//     <div data-part="loaded" hidden>             answers were there when the page opened:
//       <p data-part="loaded-text">               where they come from, and buttons to-result, review, clear
//       <span data-part="kept" hidden>            the button erase, for answers kept on the device
//     <form novalidate>
//       The two ways to answer (ways.ts): the form has data-way="one" or "all" once it is attached, and data-many
//       where a phone begins with one question at a time; what has the class in-one or in-all is for one of them
//       <button class="in-all" data-part="one"> <button class="in-one" data-part="all">
//       <div data-part="errors" tabindex="-1" hidden> heading <ul></ul></div>
//       <p class="in-one" data-part="progress">     where the reader is, at first as with the first question
//       <div>                                     a group of questions; one in view has data-current
//         <fieldset data-input="I">               question number I; hidden where it does not matter (yet). One of which several
//                                               options may be ticked has the numbers of all, between spaces
//           <legend tabindex="-1">                takes the focus as the question comes
//           number: <input name="qI" autocomplete="off" aria-describedby=…>
//           date:   <input name="qI"> <input name="qI.m"> <input name="qI.d"> <button data-calendar="I">
//                   <input type="checkbox" name="qI?">      わからない, for both
//           yesno, choice: <input type="radio" name="qI" value="0…">, value="?" for わからない
//                   or <select name="qI"> with such values, "" for none yet
//           boxes:  <div class="boxes"> with <input type="checkbox" name="qI" value="1"> for each option I, its words in #…-qI-name, and name="qI."
//                   with value="0" for none of them, value="?" for わからない
//           <p data-error="I" hidden id=…>        named in aria-describedby of the field
//           <p data-echo="I" aria-live="polite">  what was typed in another form, as it is understood
//           <button data-add="L">                 beside the number of items of list L
//         <button data-remove="L.K">              in the group of item K of list L
//       <button type="submit"> <… class="in-all"> <… class="in-one" data-part="onward"> <… class="in-one" data-part="finish" hidden>
//       <button class="in-one" data-part="skip"> <button class="in-one" data-part="back" hidden>
//     <div data-part="unavailable" hidden>        the browser cannot calculate, and what helps instead
//     <div data-part="result" tabindex="-1">
//       <p data-part="before">                    what will be here, until there is an answer
//       <p data-part="stale" hidden>              an answer cannot be read; the results are hidden
//       <div data-part="values" hidden>           all that becomes wrong with such an answer:
//         <… data-message="M" hidden> text, with <… data-maybe hidden> for one that may hold
//         <div data-part="results">               hidden where a 止める holds, as are others of this name:
//           <output aria-live="off">, around the main result: silent while it follows the answers; after
//                                               計算する the focus is on the result, and the page may speak
//           <div data-output="J">                 has data-absent where the result does not apply;
//             <… data-value> <… data-maybe hidden> <svg data-bar viewBox="0 0 100 6"
//               preserveAspectRatio="none" aria-hidden="true"><rect data-span height="6"/></svg>
//         <… data-step="K">                       gets the value of step K
//         <dl data-part="working">                gets a line for each step, after those of the formulas in words below:
//                                               <div data-steps="K …"><dt>name</dt><dd><span>formula</span> <small>more</small>
//           <p data-part="next" hidden> <a data-part="next-link" href="#…"></a>
//       <div data-part="more" hidden>             from the first answer on:
//         <dl data-part="answers"> <div><dt></dt><dd><span></span> <a>   the pattern for a line of what was answered: the
//                                               question, the answer, and a link to change it
//         <div data-part="unsure" hidden> <ul></ul></div>          what to ask at the office
//         <div data-part="results">               the next step, and the button to the next calculator
//         <button data-part="chain | print | text | ics | table | share | keep | clear | erase">, one of them
//           with data-sheet="URL" of sheet.ts, which loads when it is needed
//       <… data-part="status" role="status">        what a button has done: moves behind the button,  <… data-part="today">  the day, for print
//
// Elements may be missing; what has no place is not shown. The warning that a shared link holds the answers, and what
// keeping means, are beside their buttons in the page. Once the form is attached, the element with data-calculator has
// the attribute data-ready and fires the event "ready"; with data-loaded a page may show the result in place of the questions. After each
// calculation it has its results in the property `calculated` and fires the event "calculated"; chart.ts draws from
// them. With the Content-Security-Policy script-src 'self' 'wasm-unsafe-eval' everything works: no styles are set,
// nothing is evaluated.
import { attach } from "./attach";
import type { CalculatorElement } from "./attached";

document.querySelectorAll<CalculatorElement>("[data-calculator]").forEach(attach);
