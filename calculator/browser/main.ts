// Attaches calculator modules to their forms.
//
// # The contract with the page
//
// The page is complete without this script: the form's fields, the worked-out table and the formula
// in words, sources, limits. All words are in the page or in its description. For each calculator:
//
//   <section data-calculator>                     any element, any number of them
//     <script type="application/json">…           the Description of description.ts
//     <form novalidate>
//       <div data-part="errors" tabindex="-1" hidden> heading <ul></ul></div>
//       <fieldset data-input="I">                 question number I; hidden where it does not matter
//         number, date: <input name="qI" inputmode="decimal" autocomplete="off" aria-describedby=…>
//                       <input type="checkbox" name="qI?">      わからない
//         yesno, choice: <input type="radio" name="qI" value="0…">, value="?" for わからない
//         <p data-error="I" hidden id=…>          named in aria-describedby of the field
//       <button>                                  計算する
//     <div data-part="unavailable" hidden>        the browser cannot calculate, and what helps instead
//     <div data-part="result" tabindex="-1" hidden>
//       <p data-part="stale" hidden>              an answer cannot be read; the results are hidden
//       <div data-part="values">                  all that becomes wrong with such an answer:
//         <… data-message="M" hidden> text, with <… data-maybe hidden> for one that may hold
//         <div data-part="results">               hidden where a 止める holds:
//           <output aria-live="off">, around the main result: silent while it follows the answers; after
//                                               計算する the focus is on the result, and the page may speak
//           <div data-output="J">                 has data-absent where the result does not apply;
//             <… data-value> <… data-maybe hidden> <svg data-bar viewBox="0 0 100 6"
//               preserveAspectRatio="none" aria-hidden="true"><rect data-span height="6"/></svg>
//           <… data-step="K">                     gets the value of step K
//           <p data-part="next" hidden> <a data-part="next-link" href="#…"></a>
//         <… data-answer="I"> and <a data-change="I" href="#…">   what was answered, and its change
//     <button type="button" data-part="print | share | keep | erase">
//     <… data-part="status" role="status">  <… data-part="today">  the day, for print
//
// Elements may be missing; what has no place is not shown. The warning that a shared link holds the
// answers, and what keeping means, stand beside their buttons in the page. Where it has the
// attribute data-ready, the form is attached. After each calculation the element with
// data-calculator has its results in the property `calculated` and fires the event "calculated";
// chart.ts draws from them. With the Content-Security-Policy
// script-src 'self' 'wasm-unsafe-eval' everything works: no styles are set, nothing is evaluated.
import { attach, type CalculatorElement } from "./attach";

document.querySelectorAll<CalculatorElement>("[data-calculator]").forEach(attach);
