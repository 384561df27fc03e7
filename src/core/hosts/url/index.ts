/** Files at addresses: of a web server, or of an object store. */
import { namedOnly } from '../named-only.ts';

export const url = namedOnly({
  id: 'url',
  name: 'the server of its address',
  about: {
    title: 'Models and data sets at an address',
    motivation:
      'Whoever runs the server, or gets hold of the domain or the bucket, changes what you ship, and no revision in the code says so: an address has none.',
    decides:
      'An address whose file says weights by its name, or that a call takes to load a model or a data set from: of a web server (https, http, ftp), or of an object store (s3, gs, az …). Login, query and fragment are left out. A file of a repository on GitHub, of a release or of a commit, is a "gh:" reference with its tag. A digest that stands beside the address is written into the AI SBOM as what the tree states. Weighbridge does not fetch the file, so nothing is confirmed: it stands at "named".',
    remedy:
      'Write the SHA-256 of the file beside its address, and compare it before the file is loaded; where a rung above "named" is demanded, load from a hub that is asked, or declare what lies there:\npooch.retrieve("https://host/model.onnx", known_hash="sha256:<64 hex>")',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['url'],
});
