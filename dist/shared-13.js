import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="ed4e8e0d535041d9";export{e as a,n as b};
