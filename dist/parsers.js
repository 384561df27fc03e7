import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{Ma as r}from"./shared-8.js";import"./shared-6.js";import"./shared-7.js";import"./shared-14.js";import"./shared-5.js";import"./shared-10.js";import"./shared-9.js";import"./shared-12.js";import"./shared-1.js";export{r as openParsers};
