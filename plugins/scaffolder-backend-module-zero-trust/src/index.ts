/**
 * Lets software templates ask for access between services.
 *
 * @packageDocumentation
 */
export { scaffolderModuleZeroTrust as default } from './module';
