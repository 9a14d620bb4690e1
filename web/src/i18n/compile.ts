/** What a message is given: values by name, and which of several forms fits the count. */
interface MessageContext {
  readonly named: (name: string) => unknown;
  readonly plural: (forms: string[]) => string;
}

/** Every second part is a name. */
const fill = (parts: readonly string[], named: MessageContext['named']) =>
  parts.map((part, i) => (i % 2 === 0 ? part : String((named(part) as string | number | null | undefined) ?? ''))).join('');

/**
 * The format of our messages: `{name}` is a value, ` | ` stands between the forms of a plural. The compiler that vue-i18n brings knows more (links, lists, literals) and is as large as all the
 * words of the first pages. No `new Function`: the content security policy forbids it.
 */
export function compileMessage(message: unknown): (context: MessageContext) => string {
  if (typeof message !== 'string') throw new TypeError(`a message needs to be text, got ${typeof message}`);
  const forms = message.split('|').map((form) => form.trim().split(/\{(\w+)\}/));
  const [only = [''], ...others] = forms;
  // what is no plural keeps the spaces at its ends
  if (others.length === 0) return ({ named }) => fill(message.split(/\{(\w+)\}/), named);
  return ({ named, plural }) => plural([only, ...others].map((form) => fill(form, named)));
}
