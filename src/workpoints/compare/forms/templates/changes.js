for (const changes of document.querySelectorAll(".changes")) {
  const form = changes.querySelector(".filter");
  const chosen = (name) => form.elements[name]?.value ?? "";
  if (!form) continue;
  form.hidden = false;
  form.addEventListener("input", () => {
    const kind = chosen("kind"), unit = chosen("unit");
    for (const row of changes.querySelectorAll("tr[data-kind]"))
      row.hidden = Boolean(kind && row.dataset.kind !== kind) || Boolean(unit && !row.dataset.units.split("\n").includes(unit));
    for (const section of changes.querySelectorAll("section"))
      section.hidden = !section.querySelector("tr[data-kind]:not([hidden])");
  });
}
