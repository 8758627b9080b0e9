import { SetMetadata } from '@nestjs/common';

export const routeSummary = 'gaung:summary';

/** What the description of the API says of a route beyond what its path, its forms and its verb tell. */
export interface Summary {
  /** One English sentence. */
  text: string;
  /** What each status means, where more than one is no refusal. */
  answers?: Record<number, string>;
  /** Text fields of the address, where no form class declares them. */
  query?: string[];
  /** Text fields of the body, where no form class declares them. */
  body?: string[];
  /** What is sent is a file, as `multipart/form-data`, unless another media type is named. */
  upload?: 'multipart/form-data' | (string & {});
  /** The media type of the answer, where it is not JSON. */
  type?: string;
}

/** Tells programs what this route of `/api/v1` does; `/api/openapi.json` and `/api/docs` show it. */
export const Summary = (text: string, more: Omit<Summary, 'text'> = {}) =>
  SetMetadata(routeSummary, { text, ...more } satisfies Summary);

/** The summary of a route that imports a table. */
export const ImportSummary = (what: string) =>
  Summary(`Import ${what} from a CSV or XLSX file, all or nothing, with a report per row; dryRun=true only tries.`, {
    upload: 'multipart/form-data',
  });
