import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{a as o}from"./shared-13.js";import"./shared-1.js";export{o as version};
