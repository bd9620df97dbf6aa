/** The x of matrix · x = wanted, by elimination; row after row, both changed. A row that depends on the others counts for nothing. */
export function solveLinear(matrix: Float64Array, wanted: Float64Array): Float64Array {
  const count = wanted.length;
  for (let at = 0; at < count; at++) {
    matrix[at * count + at]! += 1e-6;
    const pivot = matrix[at * count + at]!;
    for (let row = at + 1; row < count; row++) {
      const share = matrix[row * count + at]! / pivot;
      if (share === 0) continue;
      for (let column = at; column < count; column++)
        matrix[row * count + column]! -= share * matrix[at * count + column]!;
      wanted[row]! -= share * wanted[at]!;
    }
  }
  const solution = new Float64Array(count);
  for (let row = count - 1; row >= 0; row--) {
    let rest = wanted[row]!;
    for (let column = row + 1; column < count; column++) rest -= matrix[row * count + column]! * solution[column]!;
    solution[row] = rest / matrix[row * count + row]!;
  }
  return solution;
}
