/** What a component expects beyond the last year; the weight of each is the "why" of a forecast. */
export type BankBehaviour = 'level' | 'drift' | 'trend' | 'damped' | 'reverting' | 'line' | 'growth';
/** No change · steady change · the newest trend · a fading trend · back to the mean · a straight line through all years · a constant rate. */
export const bankBehaviours: readonly BankBehaviour[] = ['level', 'drift', 'trend', 'damped', 'reverting', 'line', 'growth'];

/**
 * One filter of the bank with all its constants fixed.
 * Smoothing: level ← level + φ·slope + α·error, slope ← φ·slope + β·error, and ahead the slope fades by φ′ a year.
 * Reversion: deviations from a mean or a line follow an AR(1) with coefficient ρ.
 */
export interface Component {
  readonly behaviour: BankBehaviour;
  readonly alpha: number;
  readonly beta: number;
  /** φ, damping inside the history; 0 where there is no slope */
  readonly damping: number;
  /** φ′, damping of the forecast */
  readonly fade: number;
  /** ρ; undefined for a smoothing component */
  readonly persistence?: number;
  /** what an AR(1) returns to */
  readonly around?: 'mean' | 'line';
  /** properties the learned prior speaks about */
  readonly attributes: readonly string[];
}

const ALPHAS = [0.15, 0.4, 0.7, 1, 1.2];
const BETAS = [0.05, 0.2, 0.6];
const DAMPINGS = [0.8, 1];
const DRIFT_FADES = [1, 0.9, 0.6];
/** Holt's trend, undamped inside the history, fading ahead. */
const HOLT_FADE = 0.85;
const PERSISTENCES = [0, 0.4, 0.75, 0.92];

function smoothing(behaviour: BankBehaviour, type: string, alpha: number, beta: number, damping: number, fade: number): Component {
  const attributes = [`type:${type}`, `alpha:${alpha}`];
  if (beta > 0) attributes.push(`beta:${beta}`, `damping:${damping}`);
  if (type === 'drift') attributes.push(`fade:${fade}`);
  return { behaviour, alpha, beta, damping, fade, attributes };
}

function listComponents(): Component[] {
  const list: Component[] = [];
  for (const alpha of ALPHAS) {
    list.push(smoothing('level', 'level', alpha, 0, 0, 0));
    for (const fade of DRIFT_FADES) list.push(smoothing(fade === 1 ? 'drift' : 'damped', 'drift', alpha, 0, 1, fade));
    for (const beta of BETAS) {
      for (const damping of DAMPINGS) {
        if (beta > alpha || (damping === 1 && beta >= alpha)) continue;
        list.push(smoothing(damping === 1 ? 'trend' : 'damped', 'holt', alpha, beta, damping, damping));
        if (damping === 1) list.push(smoothing('damped', 'holtFading', alpha, beta, 1, HOLT_FADE));
      }
    }
  }
  for (const persistence of PERSISTENCES) {
    for (const around of ['mean', 'line'] as const) {
      const attributes = [`type:ar-${around}`, `persistence:${persistence}`];
      list.push({ behaviour: around === 'mean' ? 'reverting' : 'line', alpha: 0, beta: 0, damping: 0, fade: 0, persistence, around, attributes });
    }
  }
  return list;
}

/** Every filter of the bank, smoothing components first. */
export const components: readonly Component[] = listComponents();
export const smoothingCount = components.filter((component) => component.persistence === undefined).length;

/** Box–Cox exponents of the scales on which every component runs: raw, square root, logarithm. */
export const scales = [1, 0.5, 0] as const;
/** Component–scale pairs; pair index = scale index × components + component index. */
export const pairCount = components.length * scales.length;

/** Attributes of each pair: those of its component, and its scale told apart by whether the component has a slope. */
export const pairAttributes: readonly (readonly string[])[] = scales.flatMap((scale) =>
  components.map((component) => {
    const flat = component.behaviour === 'level' || component.around === 'mean';
    return [...component.attributes, `scale:${scale}${flat ? 'flat' : 'sloped'}`];
  }),
);
export const attributeNames: readonly string[] = [...new Set(pairAttributes.flat())];
