/*
 * What a form class asks for, as JSON Schema: its validators are read, so the description cannot say anything else.
 * A field is required unless it is optional or has a value from the start; a field that no validator knows is refused.
 *   @IsOptional() @MaxLength(20_000) text?: string;   → text: {"type":"string","maxLength":20000}, not required
 *   @IsIn(['open']) state: 'open';                    → state: {"type":"string","enum":["open"]}, required
 * What a validator means beyond this (dates, amounts) is told by the sentence of the refusal.
 * Source: OpenAPI 3.1, whose schemas are JSON Schema 2020-12; the metadata that class-validator keeps.
 */
import { getMetadataStorage } from 'class-validator';

export interface Schema {
  type?: 'object' | 'string' | 'integer' | 'number' | 'boolean' | 'array';
  format?: string;
  pattern?: string;
  enum?: readonly unknown[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  contentMediaType?: string;
}

/** A form class, that is what `@Body()` and `@Query()` are read into. */
export type Form = abstract new () => object;

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** The schema of a form; undefined for a class without validators. */
export function schemaOf(form: Form): Schema | undefined {
  const rules = getMetadataStorage().getTargetValidationMetadatas(form, '', false, false);
  if (!rules.length) return undefined;
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
  const ofField = (name: string) => rules.filter(({ propertyName }) => propertyName === name);
  const initial: object = Reflect.construct(form, []);
  const required = names.filter((name) => !ofField(name).some(isOptional) && Reflect.get(initial, name) === undefined);
  const properties = Object.fromEntries(names.map((name) => [name, fieldSchema(ofField(name))]));
  return { type: 'object', properties, ...(required.length ? { required } : {}), additionalProperties: false };
}

const isOptional = ({ type, name }: Rule) => type === 'conditionalValidation' || name === 'isOptional';

function fieldSchema(rules: Rule[]): Schema {
  const schema = merged(rules.filter(({ each }) => !each));
  const ofEach = rules.filter(({ each }) => each);
  return ofEach.length ? { type: 'array', ...schema, items: merged(ofEach) } : schema;
}

const merged = (rules: Rule[]) => Object.assign({}, ...rules.map(meaningOf)) as Schema;

type Constraints = readonly unknown[];
const lengths = ([min, max]: Constraints): Schema => ({
  type: 'string',
  ...(typeof min === 'number' ? { minLength: min } : {}),
  ...(typeof max === 'number' ? { maxLength: max } : {}),
});

const meanings: Record<string, (constraints: Constraints) => Schema> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isArray: () => ({ type: 'array' }),
  isIso8601: () => ({ type: 'string', format: 'date-time' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isIn: ([allowed]) => ({ enum: allowed as unknown[] }),
  matches: ([pattern]) => ofPattern(pattern as RegExp),
  isLength: lengths,
  minLength: ([min]) => lengths([min]),
  maxLength: ([max]) => lengths([undefined, max]),
  min: ([minimum]) => ({ minimum: minimum as number }),
  max: ([maximum]) => ({ maximum: maximum as number }),
  arrayMinSize: ([size]) => ({ minItems: size as number }),
  arrayMaxSize: ([size]) => ({ maxItems: size as number }),
};

function meaningOf({ name, constraints }: Rule): Schema {
  return meanings[name ?? '']?.(constraints ?? []) ?? {};
}

/** JSON Schema knows no flags: a pattern that ignores case is left out, but for ids. */
function ofPattern({ source, flags }: RegExp): Schema {
  if (source.startsWith('^[0-9a-f]{8}-')) return { type: 'string', format: 'uuid' };
  return { type: 'string', ...(flags.includes('i') ? {} : { pattern: source }) };
}
