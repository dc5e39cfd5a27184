// Light, dark, or as the system has it. The choice stays in this browser.

import { find, setText } from "./dom.js";

const CHOICES = ["system", "light", "dark"];
const LABELS = { system: "Auto", light: "Light", dark: "Dark" };
const dark = matchMedia("(prefers-color-scheme: dark)");

export function startTheme(changed) {
  const button = find("#theme");
  let choice = CHOICES.includes(localStorage.getItem("theme")) ? localStorage.getItem("theme") : "system";
  const apply = () => {
    document.documentElement.dataset.theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice;
    setText(button, LABELS[choice]);
    button.setAttribute("aria-label", `Theme: ${LABELS[choice]}`);
    changed();
  };
  button.addEventListener("click", () => {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    localStorage.setItem("theme", choice);
    apply();
  });
  dark.addEventListener("change", apply);
  apply();
}

/** A colour of the theme. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
