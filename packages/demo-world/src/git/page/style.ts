/** How the pages look, in light and in dark. */
export const style = `
:root { color-scheme: light dark; --text: #1b2430; --soft: #566173; --back: #f6f7f9; --card: #fff; --line: #d5dae1;
  --link: #0b57b7; --good: #17663a; --bad: #a3241b; --wait: #7a4d00; --add: #e4f5e9; --cut: #fbe9e7; --focus: #0b57b7; }
@media (prefers-color-scheme: dark) { :root { --text: #e6eaf0; --soft: #a9b4c3; --back: #12161c; --card: #1b2129;
  --line: #39424f; --link: #8ab8ff; --good: #7fd6a0; --bad: #ff9d94; --wait: #f0c370; --add: #16331f; --cut: #3d1c1a;
  --focus: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
header { background: var(--card); border-bottom: 1px solid var(--line); }
header > div, main { max-width: 72rem; margin: 0 auto; padding: 0.75rem 1.25rem; }
header > div { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; }
a { color: var(--link); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 0.25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 0.5rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 1rem; margin: 1rem 0; }
p { margin: 0.25rem 0; }
.soft { color: var(--soft); }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.state { font-weight: 600; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: 0.4rem 0; } li + li { border-top: 1px solid var(--line); }
pre { margin: 0; overflow-x: auto; font: 0.85rem/1.5 ui-monospace, monospace; }
pre.words { white-space: pre-wrap; overflow-wrap: anywhere; }
.diff span { display: block; min-width: max-content; padding: 0 0.5rem; }
.diff .added { background: var(--add); } .diff .removed { background: var(--cut); } .diff .place { color: var(--soft); }
form { display: inline-block; margin: 0.25rem 0.5rem 0.25rem 0; }
form.block { display: block; margin: 0.5rem 0; }
label { display: block; font-weight: 600; }
textarea, select { width: 100%; max-width: 40rem; font: inherit; color: inherit; background: var(--back);
  border: 1px solid var(--soft); border-radius: 4px; padding: 0.35rem; }
header select { width: auto; }
button { font: inherit; color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 4px;
  padding: 0.35rem 0.9rem; cursor: pointer; min-height: 2.2rem; }
button.main { background: var(--link); border-color: var(--link); color: var(--card); font-weight: 600; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
[role=alert] { border-left: 4px solid var(--bad); padding: 0.5rem 0.75rem; background: var(--card); }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 0.5rem; top: 0.5rem; background: var(--card); padding: 0.5rem; }
`;
