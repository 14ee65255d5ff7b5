// SPDX-License-Identifier: Apache-2.0
package org.moviestore.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** A JVM that starts both servers, tells their ports and PostgreSQL's data folder, and never closes them. */
final class ServersOwner {
    private ServersOwner() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        LocalPostgres postgres = LocalPostgres.embedded();
        LocalDynamoDb dynamoDb = LocalDynamoDb.embedded();
        String data = LocalPostgresIT.query(postgres, "SHOW data_directory");
        System.out.println(postgres.port() + " " + dynamoDb.endpoint().getPort() + " " + data);
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
