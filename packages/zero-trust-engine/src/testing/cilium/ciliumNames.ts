/** Names that are asked about; the last is of another domain. */
export const names = ['api.example.com', 'www.example.com', 'other.test'];
