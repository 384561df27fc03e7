import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="0b9ec37d3ca3cd76";export{e as a,n as b};
