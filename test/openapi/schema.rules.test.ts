import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { schemaOf } from '../../src/openapi/schema.rules';

class Everything {
  @Length(3, 120)
  title!: string;

  @IsOptional()
  @IsIn(['a', 'b'])
  kind?: string;

  @IsInt()
  @Min(1)
  @Max(9)
  amount!: number;

  @IsArray()
  @ArrayMaxSize(5)
  @IsString({ each: true })
  lines: string[] = [];

  @Matches(/^[a-z]+$/i)
  loose!: string;
}

class Narrower extends Everything {
  @Matches(/^\d{4}$/)
  year!: string;
}

class Nothing {}

describe('the schema of a form', () => {
  it('follows its validators, optional fields and fields with a value from the start', () => {
    expect(schemaOf(Everything)).toEqual({
      type: 'object',
      properties: {
        title: { type: 'string', minLength: 3, maxLength: 120 },
        kind: { enum: ['a', 'b'] },
        amount: { type: 'integer', minimum: 1, maximum: 9 },
        lines: { type: 'array', maxItems: 5, items: { type: 'string' } },
        loose: { type: 'string' },
      },
      required: ['title', 'amount', 'loose'],
      additionalProperties: false,
    });
  });

  it('holds what a form inherits', () => {
    expect(Object.keys(schemaOf(Narrower)?.properties ?? {}).sort()).toEqual(
      ['title', 'kind', 'amount', 'lines', 'loose', 'year'].sort(),
    );
  });

  it('is none for a class without validators', () => {
    expect(schemaOf(Nothing)).toBeUndefined();
  });
});
