export * from './csv'
export * from './plan'
