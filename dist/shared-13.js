import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="b90fe1f1300082bc";export{e as a,n as b};
