CREATE TABLE `audit_head` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `competences` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`origin` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `declaration_competences` (
	`declaration_id` text NOT NULL,
	`competence_code` text NOT NULL,
	PRIMARY KEY(`declaration_id`, `competence_code`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `declaration_parts` (
	`declaration_id` text NOT NULL,
	`aspect` text NOT NULL,
	`part` text NOT NULL,
	`persons` integer NOT NULL,
	PRIMARY KEY(`declaration_id`, `aspect`, `part`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `gap_totals` (
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`region_code` text NOT NULL,
	`cut` text NOT NULL,
	`code` text NOT NULL,
	`level` text,
	`cells` integer NOT NULL,
	`span` text NOT NULL,
	`window` text NOT NULL,
	`year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`demand` real NOT NULL,
	`supply` real NOT NULL,
	`gap` real NOT NULL,
	`lo80` real NOT NULL,
	`hi80` real NOT NULL,
	`lo95` real NOT NULL,
	`hi95` real NOT NULL,
	`ratio` real,
	`probability` real NOT NULL,
	`band` text NOT NULL,
	`enterprises` integer,
	`suppressed` text,
	PRIMARY KEY(`run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `gap_totals_cut_idx` ON `gap_totals` (`run_id`,`cut`,`span`,`key`);--> statement-breakpoint
CREATE TABLE `posting_competences` (
	`posting_id` text NOT NULL,
	`competence_code` text NOT NULL,
	PRIMARY KEY(`posting_id`, `competence_code`),
	FOREIGN KEY (`posting_id`) REFERENCES `postings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `programme_competences` (
	`programme_id` text NOT NULL,
	`competence_code` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `competence_code`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `programme_competences_code_idx` ON `programme_competences` (`competence_code`,`programme_id`);--> statement-breakpoint
CREATE TABLE `repeatable_calls` (
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`call_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`status` integer,
	`location` text,
	`body` text,
	PRIMARY KEY(`actor`, `key`)
);
--> statement-breakpoint
CREATE INDEX `repeatable_calls_age_idx` ON `repeatable_calls` (`created_at`);--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `seq` integer;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `audit_seq_idx` ON `audit_entries` (`seq`);--> statement-breakpoint
CREATE INDEX `audit_actor_idx` ON `audit_entries` (`actor`,`id`);--> statement-breakpoint
CREATE INDEX `audit_at_idx` ON `audit_entries` (`at`,`id`);--> statement-breakpoint
ALTER TABLE `flags` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `flags` ADD `suppressed` text;--> statement-breakpoint
ALTER TABLE `gaps` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `gaps` ADD `suppressed` text;--> statement-breakpoint
ALTER TABLE `run_series` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `run_series` ADD `suppressed` text;