/** The part of jStat that the ranking stands on; the package brings no types. */
declare module 'jstat' {
  export const jStat: {
    beta: {
      cdf(x: number, alpha: number, beta: number): number;
      inv(probability: number, alpha: number, beta: number): number;
    };
    normal: { inv(probability: number, mean: number, deviation: number): number };
  };
}
