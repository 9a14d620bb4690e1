/**
 * Adam (Kingma & Ba 2015) on full batches: deterministic, so the same gradients give the same bytes.
 * Returns one step: it moves the parameters in place against a gradient.
 */
export function createAdam(size: number, rate: number): (parameters: Float64Array, gradient: Float64Array) => void {
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let epoch = 0;
  return (parameters, gradient) => {
    epoch += 1;
    for (let index = 0; index < size; index++) {
      const slope = gradient[index]!;
      first[index] = 0.9 * first[index]! + 0.1 * slope;
      second[index] = 0.99 * second[index]! + 0.01 * slope * slope;
      parameters[index]! -= (rate * (first[index]! / (1 - 0.9 ** epoch))) / (Math.sqrt(second[index]! / (1 - 0.99 ** epoch)) + 1e-8);
    }
  };
}
