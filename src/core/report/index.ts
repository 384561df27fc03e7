/** The list of report formats: a new one is one file and one line here. */
import type { Format } from '../model/index.ts';
import { cyclonedxFormat } from './cyclonedx.ts';
import { htmlFormat } from './html/index.ts';
import { jsonFormat } from './json.ts';
import { markdownFormat } from './markdown/index.ts';
import { openvexFormat } from './openvex/index.ts';
import { sarifFormat } from './sarif/index.ts';
import { terminalFormat } from './terminal/index.ts';

export const formats: readonly Format[] = [
  markdownFormat,
  terminalFormat,
  jsonFormat,
  htmlFormat,
  sarifFormat,
  cyclonedxFormat,
  openvexFormat,
];
