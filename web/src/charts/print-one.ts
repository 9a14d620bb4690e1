/** Prints one element of the page: everything beside it and beside what it stands in stays off the paper. */
export function printOne(element: Element): void {
  const hidden: Element[] = [];
  for (let inside: Element = element; inside.parentElement && inside !== document.body; inside = inside.parentElement)
    for (const beside of inside.parentElement.children) if (beside !== inside) hidden.push(beside);
  for (const one of hidden) one.classList.add('not-printed');
  window.addEventListener(
    'afterprint',
    () => {
      for (const one of hidden) one.classList.remove('not-printed');
    },
    { once: true },
  );
  window.print();
}
