/** The style of the page, for light and dark, narrow and wide screens, and paper. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --text: #1c2024; --soft: #5c656e; --line: #d9dee3; --panel: #f5f7f9;
  --link: #0b5cad; --good: #0f6b3a; --bad: #b3261e; --some: #805500; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171a; --text: #e6e9ec; --soft: #9aa4ae; --line: #333a41; --panel: #1d2226;
    --link: #7db8f5; --good: #5fcf92; --bad: #ff8a80; --some: #e3b341; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: .4rem 0; line-height: 1.25; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
small { color: var(--soft); font-weight: normal; font-size: .85em; }
p { margin: .4rem 0; }
a { color: var(--link); }
nav { display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; margin-top: .8rem; }
nav b { font-weight: 600; color: var(--soft); }
.verdict { display: inline-block; margin: 0; padding: .1rem .7rem; border: 2px solid; border-radius: 1rem; font-weight: 600; }
.passed, .kept { color: var(--good); }
.failed, .skipped, .broken { color: var(--bad); }
.not-tried, .not-run { color: var(--some); }
tr.passed, tr.failed, tr.skipped, tr.not-tried { color: inherit; }
tr.passed td:nth-child(5) { color: var(--good); }
tr.failed td:nth-child(5), tr.skipped td:nth-child(5) { color: var(--bad); font-weight: 600; }
tr.not-tried td:nth-child(5) { color: var(--some); }
section:has(#only:checked) tr.passed { display: none; }
ol, ul { padding-left: 1.4rem; margin: .4rem 0; }
li { margin: .25rem 0; }
code, pre { font: .875rem/1.45 ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; }
pre { margin: .4rem 0; padding: .6rem .8rem; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem;
  white-space: pre-wrap; max-height: 24rem; overflow: auto; }
pre.asked { border-left: 3px solid var(--link); }
#failed > details { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .8rem; margin: .5rem 0; }
summary { cursor: pointer; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
meter { width: 100%; min-width: 6rem; height: 1.1rem; }
:target { outline: 2px solid var(--link); outline-offset: 3px; border-radius: .2rem; }
@media (max-width: 40rem) {
  body { padding: 1rem .75rem 3rem; font-size: .95rem; }
  th, td { padding-right: .5rem; font-size: .85rem; }
  .spare { display: none; }
  pre { font-size: .8rem; padding: .5rem; }
}
@media print { body { max-width: none; } pre { max-height: none; } }
`;
