/** The catalogs of libraries: names that a library maps to weights on a server of its own choice. */
import { namedOnly } from '../named-only.ts';

export const catalog = namedOnly({
  id: 'catalog',
  name: "its library's catalog",
  about: {
    title: "Models of a library's own catalog",
    motivation:
      'Names such as "base" of Whisper, "en_core_web_sm" of spaCy or "yolov8n.pt" of Ultralytics are on no hub. The installed library says which bytes they stand for and where they lie, and its next version may say otherwise.',
    decides:
      'What the code names in a call of such a library. The reference is the library with the name in its catalog, such as catalog:openai-whisper/base. Weighbridge does not ask the servers of these libraries, so nothing is confirmed: the model stands at "named". A file of the tree that has the name is no entry of a catalog.',
    remedy:
      'Pin the version of the library, which fixes its catalog; where a rung above "named" is demanded, load the model from a hub that is asked, at its full commit:\nAutoModel.from_pretrained("org/name", revision="<40 hex>")',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['catalog'],
});
