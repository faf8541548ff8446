/** The style of all pages. Contrast is at least 4.5:1 for text and 3:1 for the edges of fields. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--page: #f5f6f8; --card: #fff; --text: #1b2028; --muted: #566070; --line: #dde1e7; --edge: #858f9e;
	--soft: #eff1f5; --accent: #2f4fc4; --on-accent: #fff; --good: #12693c; --bad: #b3261e; --open: #7a5200;
	--shadow: 0 1px 2px rgb(20 30 50 / 6%);
}
@media (prefers-color-scheme: dark) {
	:root {
		--page: #101317; --card: #191d23; --text: #e8ebef; --muted: #a5aebb; --line: #2c333d; --edge: #76808e;
		--soft: #232931; --accent: #94abff; --on-accent: #10131a; --good: #6fd39b; --bad: #ff9b92; --open: #efc263;
		--shadow: none;
	}
}
* { box-sizing: border-box; }
html { scroll-padding: 80px 0; }
body { margin: 0; padding-bottom: 64px; font: 15px/1.55 system-ui, sans-serif; background: var(--page); color: var(--text); }
header, main { max-width: 1200px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; }
main:focus, h2:focus, h3:focus { outline: none; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; letter-spacing: -.01em; }
h2 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; display: flex; align-items: center; gap: 12px; }
h3 { font-size: 15px; margin: 0; }
h4 { font-size: 13px; margin: 12px 0 4px; }
p { margin: 0; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
header p, .hint, .none, .step > p:not(.note) { color: var(--muted); }
header p, .step > p { max-width: 70ch; }
.hint { font-size: 13px; }
small { font-size: 13px; font-weight: 400; color: var(--muted); margin-left: 4px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 16px 0 0; padding: 0 0 16px; list-style: none; border-bottom: 1px solid var(--line); }
nav a { display: inline-block; padding: 4px 0; font-weight: 500; }
.step, #live > section { margin: 36px 0 0; }
.number { flex: none; width: 30px; height: 30px; border-radius: 50%; font-size: 15px; display: grid; place-items: center; background: var(--accent); color: var(--on-accent); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); gap: 16px; margin-top: 16px; }
.cards.pairs { grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); }
.card, .records { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; box-shadow: var(--shadow); min-width: 0; }
.records { margin-top: 16px; }
.records > .scroll, .records > .none { margin-top: 10px; }
.card > * + * { margin-top: 14px; }
.card > h3 + .hint { margin-top: 2px; }
.note { margin-top: 12px; padding: 8px 14px; border-left: 3px solid var(--edge); border-radius: 4px; background: var(--soft); }
.note.good { border-color: var(--good); }
.note.bad { border-color: var(--bad); }
.actions { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 16px; }
dl { margin: 0; display: grid; gap: 10px; }
dt { font-size: 13px; color: var(--muted); }
dd { margin: 0; display: flex; align-items: center; justify-content: space-between; gap: 10px; min-height: 30px; }
dd code { overflow-wrap: anywhere; }
code, pre { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; background: var(--soft); border-radius: 5px; }
code { padding: 2px 6px; }
code:empty { display: none; }
pre { margin: 0; padding: 10px 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 130px), 1fr)); gap: 12px; }
.wide { grid-column: 1 / -1; }
label { display: grid; gap: 4px; font-size: 13px; font-weight: 500; align-content: start; min-width: 0; }
input, select, button, .button { font: inherit; font-size: 14px; border: 1px solid var(--edge); border-radius: 8px; background: var(--card); color: var(--text); min-width: 0; }
input, select { width: 100%; padding: 7px 10px; }
::placeholder { color: var(--muted); opacity: 1; }
button, .button { cursor: pointer; padding: 6px 14px; font-weight: 500; }
button:hover { background: var(--soft); }
.primary { margin-top: 14px; background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.primary:hover { background: var(--accent); filter: brightness(1.08); }
button.good { color: var(--good); } button.bad { color: var(--bad); }
dd button, .line button, td button { flex: none; font-size: 13px; padding: 3px 12px; }
td button + button { margin-left: 6px; }
.switch + .switch { margin-top: 14px; }
.switch button { display: flex; align-items: center; gap: 10px; padding: 2px 4px 2px 0; border: 0; background: none; text-align: left; }
.switch .hint { padding-left: 50px; }
.track { flex: none; width: 40px; height: 24px; padding: 3px; border-radius: 12px; background: var(--card); border: 1px solid var(--edge); }
.track::before { content: ""; display: block; width: 16px; height: 16px; border-radius: 50%; background: var(--edge); }
[aria-checked=true] .track { background: var(--accent); border-color: var(--accent); }
[aria-checked=true] .track::before { background: var(--on-accent); margin-left: auto; }
.scroll { position: relative; overflow-x: auto; }
.tall { max-height: 480px; overflow-y: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
th { text-align: left; font-weight: 500; color: var(--muted); }
th, td { padding: 8px 20px 8px 0; border-bottom: 1px solid var(--line); vertical-align: middle; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child td { border-bottom: 0; padding-bottom: 2px; }
.callbacks { list-style: none; margin: 0; padding: 0; }
.callbacks > li { padding: 10px 4px; border-bottom: 1px solid var(--line); }
.callbacks > li:last-child { border-bottom: 0; }
.line { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; font-variant-numeric: tabular-nums; }
.line button { margin-left: auto; }
.url { font-size: 13px; color: var(--muted); overflow-wrap: anywhere; }
details { margin-top: 4px; font-size: 13.5px; }
summary { cursor: pointer; width: fit-content; padding: 2px 0; color: var(--accent); }
.attempts, .queued { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: 0 10px; border-radius: 99px; border: 1px solid currentColor; font-size: 12.5px; font-weight: 500; white-space: nowrap; }
.badge.good { color: var(--good); } .badge.bad { color: var(--bad); } .badge.open { color: var(--open); }
.banner { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 16px; margin-top: 16px; padding: 8px 16px; border: 1px solid var(--bad); border-radius: 10px; background: var(--card); }
#message { position: fixed; z-index: 2; left: 50%; bottom: 16px; translate: -50%; width: max-content; max-width: calc(100vw - 32px); padding: 10px 18px; border-radius: 10px; background: var(--text); color: var(--page); box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
#message:empty { padding: 0; box-shadow: none; }
.checkout { max-width: 520px; }
.checkout .card { margin-top: 20px; }
.choices { display: grid; gap: 10px; }
.choices .button, .choices button { padding: 10px 14px; text-align: left; }
.choices .primary { margin: 0; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.other { display: flex; gap: 10px; align-items: end; }
.other label { flex: 1; }
@media (max-width: 560px) {
	header, main { padding: 0 12px; }
	header { padding-top: 20px; }
	.card, .records { padding: 14px; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
