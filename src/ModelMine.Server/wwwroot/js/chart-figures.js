// How a chart writes its figures, and what it draws of a curve that jitters.
export const digits = (value, share) => {
  if (share) return `${(value * 100).toFixed(value >= 0.995 || value <= 0.005 ? 2 : 1)} %`;
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return value.toExponential(1);
  const decimals = size >= 1000 || size === 0 ? 0 : Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(size))));
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
};

export const tick = (value, share) => (share ? `${+(value * 100).toFixed(2)} %` : +value.toPrecision(6) === 0 ? "0" : `${+value.toPrecision(6)}`);

// A bias-corrected moving average: what the eye wants of a curve that jitters. The measured points stay, faint, behind it.
export const smooth = values => {
  const keep = Math.min(0.98, 1 - 1 / Math.max(1, Math.min(25, values.length / 60)));
  let sum = 0;
  let weight = 0;
  return values.map(value => {
    sum = sum * keep + value * (1 - keep);
    weight = weight * keep + (1 - keep);
    return sum / weight;
  });
};
