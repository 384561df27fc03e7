import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="3bb261d8c7a9e656";export{e as a,n as b};
