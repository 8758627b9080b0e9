// Loaded before a server (`node -r`): its machine's clock is wrong by the hours of WRONG_CLOCK_HOURS, e.g. -3.
const shift = Number(process.env.WRONG_CLOCK_HOURS) * 3_600_000;
const Real = Date;

globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length ? given : [Real.now() + shift]));
  }

  static now() {
    return Real.now() + shift;
  }
};
const origin = performance.timeOrigin + shift;
Object.defineProperty(performance, 'timeOrigin', { get: () => origin });
