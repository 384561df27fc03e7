/** ModelScope. */
import { namedOnly } from '../named-only.ts';

export const modelScope = namedOnly({
  id: 'modelscope',
  name: 'ModelScope',
  about: {
    title: 'Models and datasets of ModelScope',
    motivation: 'The same name on two hubs is two repositories of two owners: what one hub confirms says nothing about the other.',
    decides:
      'A load is from ModelScope when its function is of the package modelscope, or when the process is told to use it, as by VLLM_USE_MODELSCOPE. It is named, with the revision that the code states. Weighbridge does not ask ModelScope, so nothing is confirmed: it stands at "named", whatever its revision.',
    remedy:
      'Where a rung above "named" is demanded, load the model from a hub that is asked, at its full commit:\nAutoModel.from_pretrained("org/name", revision="<40 hex>")',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  refs: ['modelscope'],
});
