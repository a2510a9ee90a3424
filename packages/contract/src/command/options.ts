/** What the command line says, as commander hands it over. */
export interface Options {
  mock?: boolean;
  cloud?: boolean;
  rate?: number;
  region?: string;
  timeout: number;
  junit?: string;
  layers?: string;
  without?: string;
  seed: number;
  requests: number;
  coverage?: number;
  explained?: string;
  differential?: string;
  otherMock?: boolean;
  otherNames?: string;
  wording?: boolean;
  json?: string;
  names?: string;
  printNames?: boolean;
  differences?: boolean;
  verbose?: boolean;
}
