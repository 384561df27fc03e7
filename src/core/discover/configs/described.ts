/** Descriptions of an interface, and requests that somebody tried: they name models as examples, and nothing asks for one. Pure. */

const HEAD = 4_000;
const YAML = /^(?:openapi|swagger):[ \t]{0,5}["']?\d|^kind:[ \t]{0,5}CustomResourceDefinition\b/m;
const JSON_TEXT =
  /"(?:openapi|swagger)"\s{0,5}:\s{0,5}"\d|schema\.getpostman\.com|"_type"\s{0,5}:\s{0,5}"export"\s{0,5},\s{0,5}"__export_format"/;

/** OpenAPI, Swagger, definitions of resources, collections of Postman and Insomnia. */
export function isDescription(text: string): boolean {
  const head = text.slice(0, HEAD);
  return YAML.test(head) || JSON_TEXT.test(head);
}
