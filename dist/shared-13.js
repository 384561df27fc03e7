import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="b81218e3ec4744d3";export{e as a,n as b};
