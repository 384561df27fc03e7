/** The one style sheet of the HTML report; constant, so that the page's policy can name its digest. */
export const STYLE = `:root{color-scheme:light dark;--fg:#1f2328;--bg:#fff;--line:#d0d7de;--soft:#f6f8fa;--red:#cf222e;--green:#1a7f37;--yellow:#9a6700}
@media(prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--line:#30363d;--soft:#161b22;--red:#ff7b72;--green:#56d364;--yellow:#e3b341}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:var(--soft)}code,pre{font:14px/1.45 ui-monospace,monospace;background:var(--soft);border-radius:4px}code{padding:.1rem .3rem}
pre{padding:.8rem;overflow-x:auto}h1{font-size:1.5rem}h2{font-size:1.15rem}h3{font-size:1rem}.stop,.block,.harm,.del{color:var(--red)}.ok,.ins{color:var(--green)}
.unsure,.warn{color:var(--yellow)}.note{border-left:4px solid var(--line);padding-left:.8rem}.unchecked{border-color:var(--yellow)}footer{font-size:.85rem;border-top:1px solid var(--line);margin-top:2rem}`;
