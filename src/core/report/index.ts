/** The list of report formats: a new one is one file and one line here. */
import type { Format } from '../model.ts';
import { cyclonedxFormat } from './cyclonedx.ts';
import { htmlFormat } from './html.ts';
import { jsonFormat } from './json.ts';
import { markdownFormat } from './markdown.ts';
import { sarifFormat } from './sarif.ts';
import { terminalFormat } from './terminal.ts';

export const formats: readonly Format[] = [markdownFormat, terminalFormat, jsonFormat, htmlFormat, sarifFormat, cyclonedxFormat];
