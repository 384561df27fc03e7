import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="56174b6fe8b20062";export{e as a,n as b};
