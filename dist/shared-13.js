import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="a911b9bd8b81bb21";export{e as a,n as b};
