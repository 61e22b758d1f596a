import {
  type DataTypeNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  RawNode,
} from 'kysely';

/** How PostgreSQL says what SQLite's types say. Text is compared byte by byte, whatever the language of the database. */
const sqlOf: Readonly<Record<string, string>> = { blob: 'bytea', text: 'text collate "C"' };

// Kysely's own shape: a transformer is a class.
class DataTypes extends OperationNodeTransformer {
  protected override transformDataType(node: DataTypeNode): DataTypeNode {
    const name = typeof node.dataType === 'string' ? sqlOf[node.dataType] : undefined;
    return name === undefined ? node : (RawNode.createWithSql(name) as OperationNode as DataTypeNode);
  }
}

/** Migrations are written once, in SQLite's types. */
export function portableTypes(): KyselyPlugin {
  const types = new DataTypes();
  return {
    transformQuery: ({ node, queryId }) => types.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}
