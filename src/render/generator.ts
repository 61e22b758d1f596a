/** Latin on purpose: programs read it. */
export const generatorName = 'Nashra';
