/** service/denied: the policy's lists of hosted AI services. */
import { deniedRule } from './support/denied.ts';

export const serviceDenied = deniedRule(
  'service/denied',
  'service',
  {
    title: 'An AI service that the policy does not allow',
    motivation:
      'A call to a hosted model sends data out of the product and makes its behavior depend on somebody else. Which providers may be used is decided once.',
    decides:
      'A service that fits a pattern of services.deny is denied. When services.allow exists, a service that fits none of its patterns is not allowed. deny wins. Without lists everything is allowed.',
    remedy: 'Use a provider from the list, or ask the owner of the policy to add it:\nservices: { allow: ["service:openai/*"] }',
    serves: 'CRA Article 13(5) (due diligence); CRA Annex I Part I (2)(e) (confidentiality of data)',
  },
  (policy) => policy.services,
);
