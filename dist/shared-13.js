import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="3f46f218713d68d0";export{e as a,n as b};
