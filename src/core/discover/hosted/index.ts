/** Hosted models by their names: who runs them, and which. Every reader tells them by this table alone. */
export type { HostedModel } from './model.ts';
export { ADDRESS_PARTS, modelAtAddress } from './at-address.ts';
export { isIdKey, isProviderKey, providerSaidIn, providerWritten, saysOfModel, saysRemembered } from './entry-keys.ts';
export { mayBeModel, providerMeant } from './meant.ts';
export { hostedModel, hostedModelOf } from './model.ts';
export {
  ID_BEGINNINGS,
  PROVIDER_HOSTS,
  PROVIDER_MODULES,
  providerAtHost,
  providerBeginning,
  providerNamed,
  providerOfModule,
  ROUTER_PREFIXES,
} from './names.ts';
export { isAboutModels, isPricing, offersModels, providerSaidBy, saidBy, saysChoices, saysNothing } from './said.ts';
export { namedLoad } from './named-load.ts';
export { prefixedModelOf } from './prefixed.ts';
export type { Provider } from './providers.ts';
export { PROVIDERS } from './providers.ts';
