#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var[e=0,o=0]=process.versions.node.split(".").map(Number);if(e<24||e===24&&o<15||e===25)console.error(`weighbridge needs Node 24.15 or newer (not 25); this is ${process.versions.node}. Install it, for example with "npx -y -p node@24 -- weighbridge".`),process.exitCode=2;else{let s=new URL(import.meta.url.endsWith(".ts")?"./main.ts":"./weighbridge.js",import.meta.url),{main:i}=await import(s.href);process.exitCode=await i(process.argv.slice(2))}
