/** A template of the SPDX list → texts by which people ship that license: with and without what the template calls optional. */

/** Toggled one by one: more are instructions around the terms. */
const MAX_OPTIONAL = 6;

/** Of one `src/<id>.xml`; empty where it has no optional words. */
export function textsOfTemplate(xml: string): string[] {
  const body = /<text>([\s\S]*)<\/text>/.exec(xml)?.[1] ?? '';
  const terms = body.replace(/<(titleText|copyrightText|bullet)>[\s\S]*?<\/\1>/g, '\n').replace(/<!--[\s\S]*?-->/g, '');
  // Innermost only: of nested ones the outer stays.
  const pieces = terms.split(/<optional[^>]*>((?:(?!<optional)[\s\S])*?)<\/optional>/);
  const count = (pieces.length - 1) / 2;
  if (count < 1) return [];
  const single = Array.from({ length: Math.min(count, MAX_OPTIONAL) }, (_, index) => index);
  const kept: ((index: number) => boolean)[] = [
    () => true,
    () => false,
    ...single.flatMap((one) => [(index: number) => index === one, (index: number) => index !== one]),
  ];
  return kept.map((keeps) => plain(pieces.map((piece, index) => (index % 2 === 0 || keeps((index - 1) / 2) ? piece : ' ')).join('')));
}

function plain(xml: string): string {
  const text = xml.replace(/<\/?(?:p|item|list|br|standardLicenseHeader)\b[^>]*>/g, '\n').replace(/<[^>]*>/g, '');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
