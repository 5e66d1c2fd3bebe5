// One form: Ctrl Enter keeps it from wherever one types. Not for judging it: the server says what is amiss.

document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || event.key !== "Enter" || event.repeat) return;
  event.preventDefault();
  document.querySelector("main.forms form").requestSubmit();
});
