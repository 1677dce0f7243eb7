// Choosing rows of a form: the box in the head chooses all, the button says how many. Without it the boxes work as they are.
(() => {
  const form = document.querySelector("form[data-choose]");
  if (!form) return;
  const all = form.querySelector("[data-choose-all]");
  const boxes = [...form.querySelectorAll('input[name="ids"]')];
  const say = form.querySelector("[data-choose-say]");
  const button = say && say.closest("button");
  const told = () => {
    const n = boxes.filter((b) => b.checked).length;
    if (say) say.textContent = say.dataset.chooseSay.replace("{n}", n);
    if (button) button.disabled = n === 0;
    if (all) { all.checked = n === boxes.length; all.indeterminate = n > 0 && n < boxes.length; }
  };
  if (all) all.addEventListener("change", () => { for (const b of boxes) b.checked = all.checked; told(); });
  form.addEventListener("change", told);
  told();
})();
