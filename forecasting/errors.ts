/** Why a series cannot be forecast. */
export type ForecastErrorCode =
  | 'empty_series'
  | 'not_finite'
  | 'negative'
  | 'too_large'
  | 'bad_horizon'
  | 'bad_break'
  | 'too_few_observations'
  | 'bad_shape'
  | 'bad_hierarchy'
  | 'bad_rate'
  | 'bad_pathway'
  | 'bad_link';

/** The one error the forecasting room throws. `code` is stable; `message` says who needs what and what it got. */
export class ForecastError extends Error {
  readonly code: ForecastErrorCode;

  constructor(code: ForecastErrorCode, message: string) {
    super(message);
    this.name = 'ForecastError';
    this.code = code;
  }
}
