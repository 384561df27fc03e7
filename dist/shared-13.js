import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="25dc55b486bd08b5";export{e as a,n as b};
