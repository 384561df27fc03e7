/** The two pages of the registration: plain HTML, no script. */

export function startPage(action: string, manifest: string): string {
  const { host } = new URL(action);
  return page(
    'Register Weighbridge',
    `<p>The button leads to ${escaped(host)}, which shows the App before it makes it.</p>
<form method="post" action="${escaped(action)}"><input type="hidden" name="manifest" value="${escaped(manifest)}"><button>Register the App at GitHub</button></form>`,
  );
}

export function donePage(title: string, text: string): string {
  return page(title, `<p>${escaped(text)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>\n${body}\n</html>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
