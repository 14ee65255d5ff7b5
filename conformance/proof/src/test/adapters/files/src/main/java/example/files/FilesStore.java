// SPDX-License-Identifier: Apache-2.0
package example.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.moviestore.error.RequestRejectedException;
import org.moviestore.error.StoreUnavailableException;
import org.moviestore.error.TableExistsException;
import org.moviestore.error.TableNotFoundException;
import org.moviestore.item.Item;
import org.moviestore.item.Utf8;
import org.moviestore.table.BatchLimits;
import org.moviestore.table.CapacityReport;
import org.moviestore.table.DocumentStore;
import org.moviestore.table.DocumentTable;
import org.moviestore.table.GetRequest;
import org.moviestore.table.TableChange;
import org.moviestore.table.TableDescription;
import org.moviestore.table.TableFeature;
import org.moviestore.table.TableSchema;
import org.moviestore.table.TransactGetRequest;
import org.moviestore.table.TransactGetResult;
import org.moviestore.table.TransactWriteRequest;
import org.moviestore.table.TransactWriteResult;
import org.moviestore.table.WriteAction;

/**
 * Keeps each table in a folder and each item in a file. One call at a time, of this process or another: each takes the
 * lock of the whole store. What a call writes is written beside its place and moved there, so that a process that is
 * killed leaves the old file or the new one. Thread-safe.
 */
public final class FilesStore implements DocumentStore {
    /** A file is locked for the process, so that its threads need a lock of their own. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path folder;
    private volatile boolean closed;

    private FilesStore(Path folder) {
        this.folder = folder;
    }

    /** Opens the store in a folder, which is made if there is none. */
    public static FilesStore open(Path folder) {
        try {
            Files.createDirectories(folder.resolve("tables"));
            Files.createDirectories(folder.resolve("moving"));
            Files.createDirectories(folder.resolve("tokens"));
            return new FilesStore(folder.toRealPath());
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot make the folder " + folder + "; choose one to write to", e);
        }
    }

    /** What a call does while it has the lock. */
    interface Work<T> {
        T run() throws IOException;
    }

    // region: locked
    /** Runs one call, alone in the whole store. */
    <T> T locked(String call, Work<T> work) {
        checkOpen();
        ReentrantLock lock = LOCKS.computeIfAbsent(folder, unknown -> new ReentrantLock());
        lock.lock();
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock ofAllProcesses = file.lock()) {
            Journal.finish(this);
            return work.run();
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot " + call + " in " + folder + "; nothing has changed", e);
        } finally {
            lock.unlock();
        }
    }
    // end: locked

    // region: createTable
    @Override
    public DocumentTable createTable(TableSchema schema) {
        String name = Objects.requireNonNull(schema, "schema").tableName();
        return locked("create table " + name, () -> {
            if (Files.exists(folderOf(name))) {
                throw new TableExistsException(name);
            }
            Path made = Files.createDirectory(newPlace());
            Files.writeString(made.resolve(TableFolder.SCHEMA), SchemaFile.write(schema));
            Files.move(made, folderOf(name), StandardCopyOption.ATOMIC_MOVE);
            return new FilesTable(this, schema);
        });
    }
    // end: createTable

    @Override
    public TableDescription describeTable(String name) {
        TableSchema.checkTableName(name);
        return locked("describe table " + name, () -> {
            return TableDescription.active(tableFolder(name).schema());
        });
    }

    // region: updateTable
    @Override
    public DocumentTable updateTable(String name, TableChange change) {
        TableSchema.checkTableName(name);
        Objects.requireNonNull(change, "change");
        return locked("update table " + name, () -> {
            TableFolder table = tableFolder(name);
            TableSchema changed = change.appliedTo(table.schema());
            table.write(changed);
            return new FilesTable(this, changed);
        });
    }
    // end: updateTable

    @Override
    public List<String> listTables() {
        return locked("list tables", () -> {
            try (Stream<Path> tables = Files.list(folder.resolve("tables"))) {
                return tables.map(table -> table.getFileName().toString())
                        .sorted(Utf8.ORDER)
                        .toList();
            }
        });
    }

    @Override
    public void dropTable(String name) {
        TableSchema.checkTableName(name);
        locked("drop table " + name, () -> {
            Path dropped = newPlace();
            Files.move(tableFolder(name).path(), dropped, StandardCopyOption.ATOMIC_MOVE);
            try {
                TableFolder.deleteAll(dropped);
            } catch (IOException e) {
                // The table is gone; what is left of it takes space, and nobody looks there.
            }
            return name;
        });
    }

    @Override
    public DocumentTable table(String name) {
        return new FilesTable(this, describeTable(name).schema());
    }

    @Override
    public Set<TableFeature> features() {
        return Set.of(TableFeature.IMMEDIATE_GLOBAL_INDEXES);
    }

    @Override
    public BatchLimits batchLimits() {
        return new BatchLimits(100, 100, 1);
    }

    // region: transactWrite
    @Override
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        checkFeatures(Objects.requireNonNull(request, "request").capacityReport());
        return locked("carry out a transaction", () -> {
            Journal journal = new Journal(this);
            if (journal.isDone(request)) {
                return TransactWriteResult.of();
            }
            List<TableSchema> schemas = new ArrayList<>();
            List<Optional<Item>> stored = new ArrayList<>();
            for (WriteAction action : request.actions()) {
                TableFolder table = tableFolder(action.schema());
                schemas.add(table.schema());
                stored.add(table.read(action.key()));
            }
            journal.commit(request, request.appliedTo(schemas, stored));
            return TransactWriteResult.of();
        });
    }
    // end: transactWrite

    @Override
    public TransactGetResult transactGet(TransactGetRequest request) {
        checkFeatures(Objects.requireNonNull(request, "request").capacityReport());
        return locked("read a transaction", () -> {
            List<Optional<Item>> stored = new ArrayList<>();
            for (GetRequest get : request.gets()) {
                stored.add(tableFolder(get.schema()).read(get.key()));
            }
            return request.selectedFrom(stored);
        });
    }

    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    static void checkFeatures(CapacityReport capacity) {
        if (capacity == CapacityReport.TOTAL) {
            throw TableFeature.CONSUMED_CAPACITY.missing();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Returns the folder of a table, which is there. */
    TableFolder tableFolder(String name) throws IOException {
        Path path = folderOf(name);
        if (!Files.exists(path)) {
            throw new TableNotFoundException(name);
        }
        return new TableFolder(
                path, SchemaFile.read(name, Files.readString(path.resolve(TableFolder.SCHEMA))), this::newPlace);
    }

    /** Returns the folder of the table that a request was made for. */
    TableFolder tableFolder(TableSchema made) throws IOException {
        TableFolder table = tableFolder(made.tableName());
        if (!table.schema().keyAttributes().equals(made.keyAttributes())) {
            throw new RequestRejectedException("table " + made.tableName()
                    + " was dropped and made anew with another key; ask the store for it again");
        }
        return table;
    }

    Path folder() {
        return folder;
    }

    private Path folderOf(String table) {
        return folder.resolve("tables").resolve(table);
    }

    Path newPlace() {
        return folder.resolve("moving").resolve(UUID.randomUUID().toString());
    }
}
