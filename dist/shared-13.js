import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="cc0666a06c7941b0";export{e as a,n as b};
